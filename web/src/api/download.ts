import { base, bodyOf, reach, refused, spoken } from './client'
import { asProblem } from './problem'

/** The name that the server gives a file, or the one proposed. */
export function fileName(disposition: string | null, proposed: string): string {
  const encoded = disposition?.match(/filename\*=UTF-8''([^;]+)/i)?.[1]
  if (encoded) { try { return decodeURIComponent(encoded) } catch { return proposed } }
  return disposition?.match(/filename="?([^";]+)"?/i)?.[1] ?? proposed
}

/** Fetches a file (a path below /api/v1) and hands it to the browser to keep. Throws a Refusal. */
export async function download(path: string, about: Record<string, string>, proposed: string): Promise<void> {
  const response = await reach(`${base}${path}?${new URLSearchParams(about)}`, { headers: { 'Accept-Language': spoken() }, credentials: 'same-origin' })
  if (!response.ok) throw refused(response, asProblem(response.status, await bodyOf(response)))
  const address = URL.createObjectURL(await response.blob())
  const link = document.createElement('a')
  link.href = address
  link.download = fileName(response.headers.get('Content-Disposition'), proposed)
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
