import { basePath } from './base.ts'

/**
 * Has the browser show our own page when the app is opened while the server cannot be reached. Browsers allow that in
 * secure contexts only: by HTTPS, and on the machine itself.
 */
export function keepOfflinePage(): void {
  if (import.meta.env.DEV || !isSecureContext || !('serviceWorker' in navigator)) return
  // A browser that forbids it (private windows, a full disk) has its own error page.
  navigator.serviceWorker.register(new URL('sw.js', document.baseURI), { scope: basePath() }).catch(() => {})
}
