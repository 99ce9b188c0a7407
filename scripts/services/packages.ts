import { access, rm, writeFile } from 'node:fs/promises'
import { findProgram, run } from './programs.ts'

const POLICY = '/usr/sbin/policy-rc.d'

/** Installs Debian packages without starting what they bring. False where this is not root on a Debian-like system. */
export async function install(packages: string[]): Promise<boolean> {
  const apt = process.getuid?.() === 0 ? await findProgram('apt-get') : undefined
  if (!apt) return false
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const ours = await forbidDaemons()
  try {
    // Not a failure on its own: a machine may have one dead source among good ones.
    await run(apt, ['update'], { env }).catch(() => {})
    await run(apt, ['install', '--yes', '--no-install-recommends', ...packages], { env, maxBuffer: 64 * 1024 * 1024 })
    return true
  } finally {
    if (ours) await rm(POLICY, { force: true })
  }
}

// Packages ask this file before they start their daemon; 101 is "not allowed". A file that is there is not ours to touch.
async function forbidDaemons(): Promise<boolean> {
  if (
    await access(POLICY).then(
      () => true,
      () => false,
    )
  )
    return false
  await writeFile(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  return true
}
