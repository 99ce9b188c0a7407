import { throwIfInvalid } from '../lib/errors.ts'

/** Whoever has a login. */
type Person = { login: string; deactivatedAt?: Date | null }

/** In the order asked for and in any case, also those whose account has ended; null for a login nobody has. */
export type FindPeople = (logins: readonly string[]) => Promise<(Person | null)[]>

/** People named by the `logins` of an input. */
export type NamedPeople = {
  /** Their logins as they are kept, each once. */
  logins: string[]
  /** Throws INVALID_INPUT that names each whose account has ended. */
  assertActive(): void
}

/** Throws INVALID_INPUT that names each login nobody has. */
export async function readPeople(find: FindPeople, logins: readonly string[]): Promise<NamedPeople> {
  const people = await find(logins)
  const refuse = (isWrong: (person: Person | null) => boolean) =>
    throwIfInvalid(
      people.flatMap((person, i) => {
        const message = `There is no agent ${JSON.stringify((logins[i] ?? '').slice(0, 80))}.`
        return isWrong(person) ? [{ path: `logins.${i}`, message }] : []
      }),
    )
  refuse((person) => person === null)
  return {
    logins: [...new Set(people.flatMap((person) => person?.login ?? []))],
    assertActive: () => refuse((person) => person?.deactivatedAt != null),
  }
}

/** Throws INVALID_INPUT that names each login nobody has, or whose account has ended. */
export async function readActivePeople(find: FindPeople, logins: readonly string[]): Promise<string[]> {
  const people = await readPeople(find, logins)
  people.assertActive()
  return people.logins
}
