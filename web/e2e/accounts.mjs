// The people of the demo section who play the roles of the tests.

const password = process.env.HEADWAY_DEMO_PASSWORD ?? 'headway-demo'
const accounts = { worker: 'worker', leader: 'leader', chief: 'chief', inspector: 'inspector', administrator: 'admin', office: 'office' }

/** Signs each in once, to know their names, and finds a hazard to look at. */
export async function demoAccounts(url) {
  const found = {}
  for (const [role, account] of Object.entries(accounts)) {
    const answer = await fetch(`${url}/api/v1/session`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ account, password }) })
    if (!answer.ok) throw new Error(`the demo account ${account} cannot sign in: ${answer.status} ${await answer.text()}`)
    const session = await answer.json()
    found[role] = { account, password, name: session.name, person: session.person, cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '' }
  }
  const list = await (await fetch(`${url}/api/v1/hazards?limit=1`, { headers: { Cookie: found.chief.cookie } })).json()
  return { ...found, example: list.items?.[0]?.id }
}
