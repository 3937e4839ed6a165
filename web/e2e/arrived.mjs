// What of a test has arrived at the server, as the section chief sees it.
import assert from 'node:assert/strict'

export async function hazardsWith(url, cookie, mark) {
  const answer = await fetch(`${url}/api/v1/hazards?limit=100&text=${encodeURIComponent(mark)}`, { headers: { Cookie: cookie } })
  return (await answer.json()).items
}

/** Waits until `count` hazards with `mark` are there; then none may be there twice. */
export async function arrived(url, cookie, mark, count) {
  let found = []
  for (let wait = 0; wait < 480 && found.length < count; wait++) {
    found = await hazardsWith(url, cookie, mark).catch(() => [])
    if (found.length < count) await new Promise((resolve) => setTimeout(resolve, 250))
  }
  assert.equal(found.length, count, `${found.length} of ${count} have arrived`)
  assert.equal(new Set(found.map((one) => one.description)).size, count, 'something has arrived twice')
  return found
}
