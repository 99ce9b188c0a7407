/* On offline.html: opens the page that was asked for as soon as the server answers. */
const longest = 15_000
let wait = 2_000

async function look() {
  const response = await fetch(location.href, { method: 'HEAD', cache: 'no-store' }).catch(() => null)
  if (response?.ok) return location.reload()
  setTimeout(look, wait)
  wait = Math.min(longest, wait * 1.5)
}

setTimeout(look, wait)
addEventListener('online', look)
