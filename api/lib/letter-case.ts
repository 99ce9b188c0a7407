/** The same for every spelling of a policy number, a code or a login: those differ in case, by Unicode, and mean one thing. */
export function keyOf(name: string): string {
  return name.toLowerCase()
}
