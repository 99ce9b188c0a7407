/**
 * The path of a request below `basePath`, which has a slash at both ends, and its search. Proxies that pass the base path
 * on and those that take it off are answered alike, and so are operators who ask a process itself. Null for what is no
 * address; without its last slash the base path itself is `redirect`.
 */
export function addressBelow(basePath: string, url: string): { path: string; search: string } | 'redirect' | null {
  const parsed = URL.parse(url.startsWith('/') ? `http://local${url}` : url)
  if (!parsed) return null
  const { pathname, search } = parsed
  if (basePath !== '/' && pathname === basePath.slice(0, -1)) return 'redirect'
  return { path: pathname.startsWith(basePath) ? pathname.slice(basePath.length - 1) : pathname, search }
}
