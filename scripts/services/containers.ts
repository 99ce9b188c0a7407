import { findProgram, run, until } from './programs.ts'
import type { Recipe, Running } from './recipe.ts'
import type { Watchdog } from './watchdog.ts'

/** Starts the recipe's image; undefined when it has none or no engine answers. */
export async function inContainer(recipe: Recipe, watchdog: Watchdog): Promise<Running | undefined> {
  const docker = recipe.container && (await findProgram('docker', 'podman'))
  if (!docker || !recipe.container || !(await engineAnswers(docker))) return undefined
  const { image, port, env, url } = recipe.container
  const publish = ['--publish', `127.0.0.1::${port}`, ...env.flatMap((each) => ['--env', each])]
  const { stdout } = await run(docker, ['run', '--detach', '--rm', ...publish, image])
  const container = stdout.trim()
  await watchdog.atEnd(`${docker} rm --force --volumes ${container}`)
  const mapped = await run(docker, ['port', container, `${port}/tcp`])
  const value = url(Number(mapped.stdout.trim().split('\n')[0]?.split(':').at(-1)))
  await until(
    () =>
      recipe.check(value).then(
        () => true,
        () => false,
      ),
    `${recipe.title} in a container`,
    90,
  )
  return { value, stop: async () => void (await run(docker, ['rm', '--force', '--volumes', container])) }
}

const engineAnswers = (docker: string) =>
  run(docker, ['info'], { timeout: 10_000 }).then(
    () => true,
    () => false,
  )
