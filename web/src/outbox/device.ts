import { database } from './database'
import { uuid7 } from './uuid'

let known: Promise<string> | undefined

/** The id of this browser on this device, made once. */
export function deviceId(): Promise<string> {
  known ??= database.transaction('rw', database.kept, async () => {
    const found = await database.kept.get('device')
    if (found) return found.value
    const made = uuid7()
    await database.kept.put({ key: 'device', value: made })
    return made
  })
  return known
}

/** The store was cleared while the app is open: the device stays who it was. */
export async function keepDeviceId(): Promise<void> {
  if (known) await database.kept.put({ key: 'device', value: await known })
}
