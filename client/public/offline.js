/* On offline.html: opens the page that was asked for as soon as the server answers. */
const longest = 15_000

/** As the app does: what was chosen in this browser, else the browser's first language that there is. */
function language() {
  const path = new URL('.', document.baseURI).pathname
  const chosen = localStorage.getItem(path === '/' ? 'parley.language' : `parley.language@${path}`)
  const wanted = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase())
  return [chosen, ...wanted].find((each) => each === 'en' || each === 'pl') ?? 'en'
}

document.documentElement.lang = language()
for (const main of document.querySelectorAll('main')) main.hidden = main.lang !== language()

let wait = 2_000

async function look() {
  const response = await fetch(location.href, { method: 'HEAD', cache: 'no-store' }).catch(() => null)
  if (response?.ok) return location.reload()
  setTimeout(look, wait)
  wait = Math.min(longest, wait * 1.5)
}

setTimeout(look, wait)
addEventListener('online', look)
