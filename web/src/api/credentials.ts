// As whom this window speaks with the server. A person with a place behind a PIN speaks with the
// token of that place, and never with a cookie: a cookie belongs to the browser, not to a person.

let token: string | undefined

/** undefined: the cookie of the session, at the desk. */
export function speakWith(wanted: string | undefined): void { token = wanted }
export const speaksWithToken = (): boolean => token !== undefined

export function credentialsNow(): { headers: Record<string, string>; credentials: RequestCredentials } {
  return token === undefined ? { headers: {}, credentials: 'same-origin' } : { headers: { Authorization: `Bearer ${token}` }, credentials: 'omit' }
}
