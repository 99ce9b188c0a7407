import { GraphQLError } from 'graphql'

/** The error of a request that is refused with a status of its own, which is kept where Yoga keeps it. */
export function refusal(status: number, message: string, headers = {}, code = 'BAD_REQUEST'): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status, headers } } })
}
