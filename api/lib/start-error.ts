/**
 * Parley cannot start and the person who started it can do something about it. The message is one line that names the
 * variable and what to do; its catcher prints the line, without a stack, and exits with 1.
 */
export class StartError extends Error {
  override name = 'StartError'
}
