/** A server of one test run. */
export type Running = {
  /** What goes into the recipe's variable: an address, or a path. */
  value: string
  stop(): Promise<void>
}

/** What a start needs to know: a directory of its own, and the environment that marks its processes as this run's. */
export type Workspace = { directory: string; env: NodeJS.ProcessEnv }

/** How a test service is found or started. */
export type Recipe = {
  title: string
  /** The environment variable that gives a running one, and through which the tests learn of it. */
  variable: string
  /** What to write into the variable, for people. */
  example: string
  /** Throws when what the variable gives cannot be used. */
  check(value: string): Promise<void>
  /** How to start what is installed here; undefined when nothing is. */
  local(): Promise<((workspace: Workspace) => Promise<Running>) | undefined>
  /** An image that serves `port`, and the address of it. */
  container?: { image: string; port: number; env: string[]; url(port: number): string }
  /** Debian packages that bring it. */
  packages: string[]
  /** What is tried when nothing else worked. */
  lastResort?(workspace: Workspace): Promise<Running>
}
