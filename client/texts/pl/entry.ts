import { errors } from './errors.ts'
import { signIn } from './sign-in.ts'

/** What is needed before somebody has signed in. */
export const entry = { ...signIn, ...errors } as const
