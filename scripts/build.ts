import { buildClient } from './client-build.ts'

await buildClient().catch((error: Error) => {
  console.error(error.message)
  process.exitCode = 1
})
