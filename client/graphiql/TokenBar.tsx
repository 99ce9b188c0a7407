import { useGraphiQL, useGraphiQLActions } from '@graphiql/react'
import { useEffect, useRef } from 'react'
import { clock } from '../lib/format.ts'
import { describeToken, tokenIn, withToken } from './tab-headers.ts'

/** Says which token the tabs use, and puts a new one into all of them. */
export function TokenBar({ loggedInWith }: { loggedInWith: string | null }) {
  const { tabs, current, shared, shareToken } = useTokens()
  const offered = [loggedInWith, current].find((token) => token && tabs.some((tab) => tab !== token))
  const fresh = offered && offered === loggedInWith && !tabs.includes(offered)

  return (
    <div className="token-bar" role="status">
      <span className={`token-light ${shared ? 'on' : ''}`} aria-hidden="true" />
      <span className="token-text">
        {fresh ? `Logged in as ${nameOf(offered)}.` : shared ? describe(shared) : noToken(tabs)}
      </span>
      {offered && (
        <button type="button" className="token-button" onClick={() => shareToken(offered)}>
          Use this token in all tabs
        </button>
      )}
    </div>
  )
}

function useTokens() {
  const { tabs, activeTabIndex, headerEditor } = useGraphiQL(({ tabs, activeTabIndex, headerEditor }) => ({
    tabs,
    activeTabIndex,
    headerEditor,
  }))
  const { moveTab } = useGraphiQLActions()
  const tokens = tabs.map((tab) => tokenIn(tab.headers))
  const first = tokens.find((token) => token !== null) ?? null
  const shared = first && tokens.every((token) => token === first) ? first : null

  // A tab's contents are its own, so all other tabs are replaced; the one that is shown takes them from its editor.
  const shareToken = (token: string) => {
    const active = tabs[activeTabIndex]
    moveTab(tabs.map((tab) => (tab === active ? tab : { ...tab, headers: withToken(tab.headers, token) })))
    headerEditor?.setValue(withToken(active?.headers, token))
  }

  // A new tab begins with what the others have in common.
  const before = useRef({ count: tabs.length, shared })
  useEffect(() => {
    const { count, shared: known } = before.current
    before.current = { count: tabs.length, shared: shared ?? known }
    if (tabs.length > count && known && !tabs[activeTabIndex]?.headers) headerEditor?.setValue(withToken(null, known))
  }, [tabs, activeTabIndex, headerEditor, shared])

  return { tabs: tokens, current: tokens[activeTabIndex] ?? null, shared, shareToken }
}

const nameOf = (token: string) => describeToken(token)?.login ?? 'somebody'

function describe(token: string): string {
  const { login, expiresAt } = describeToken(token) ?? {}
  if (!login) return 'All tabs use one token.'
  if (!expiresAt) return `All tabs act as ${login}.`
  const time = clock(expiresAt.toISOString())
  return expiresAt > new Date()
    ? `All tabs act as ${login} until ${time}.`
    : `The token of ${login} expired at ${time}: log in again.`
}

const noToken = (tabs: (string | null)[]) =>
  tabs.every((token) => token === null) ? 'No token yet: run the LogIn tab.' : 'The tabs use different tokens.'
