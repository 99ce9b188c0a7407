import { GraphiQL } from 'graphiql'
import { useMemo, useState } from 'react'
import { basePath, graphqlUrl } from '../lib/base.ts'
import { examples } from './examples.ts'
import { createFetcher } from './fetcher.ts'
import { storage } from './storage.ts'
import { TokenBar } from './TokenBar.tsx'
import { tokenInAnswer } from './tab-headers.ts'

const url = graphqlUrl()

/** GraphiQL from our own files, with examples to begin with and one token for all tabs. */
export function Explorer() {
  const [loggedInWith, setLoggedInWith] = useState<string | null>(null)
  const fetcher = useMemo(() => {
    const onAnswer = (answer: unknown) => {
      const token = tokenInAnswer(answer)
      if (token) setLoggedInWith(token)
    }
    return createFetcher({ url, onAnswer })
  }, [])

  return (
    <GraphiQL
      fetcher={fetcher}
      storage={storage}
      defaultTabs={examples}
      defaultEditorToolsVisibility
      shouldPersistHeaders
      showPersistHeadersSettings={false}
      inputValueDeprecation
      schemaDescription
    >
      <GraphiQL.Logo>
        <a className="wordmark" href={basePath()} title="To the web app">
          Parley
        </a>
      </GraphiQL.Logo>
      <GraphiQL.Footer>
        <TokenBar loggedInWith={loggedInWith} />
      </GraphiQL.Footer>
    </GraphiQL>
  )
}
