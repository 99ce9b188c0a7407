import { useEffect, useRef, useState } from 'react'
import { useClient } from 'urql'
import { UploadRefused, upload } from '../files/upload.ts'
import type { ImportResult_ImportFragment } from '../gql/graphql.ts'
import { graphql, readFragment } from '../gql/index.ts'
import { failureText } from '../network/failure.ts'
import { text } from '../texts/texts.ts'

export const ImportResult_import = graphql(`
  fragment ImportResult_import on BankStatementImport {
    fileName
    booked
    alreadyBooked
    unmatched
    problem { reason line }
  }
`)

const ImportOf = graphql(`query ImportOf($id: ID!) { bankStatementImport(id: $id) { ...ImportResult_import } }`)

export type StatementUpload =
  | { state: 'none' }
  | { state: 'importing'; file: File; received: number }
  | { state: 'done'; result: ImportResult_ImportFragment }
  | { state: 'failed'; fileName: string; reason: string }

/** Imports one bank statement after the other; leaving the screen breaks off, and what was imported stays. */
export function useStatementUpload(onImported: () => void) {
  const client = useClient()
  const [now, setNow] = useState<StatementUpload>({ state: 'none' })
  const abort = useRef(new AbortController())
  useEffect(() => {
    const current = new AbortController()
    abort.current = current
    return () => current.abort()
  }, [])

  async function send(file: File): Promise<void> {
    const { signal } = abort.current
    setNow({ state: 'importing', file, received: 0 })
    try {
      const onProgress = (received: number) => setNow({ state: 'importing', file, received })
      const id = await upload(file, { to: 'bank-statements', signal, onProgress })
      const { data, error } = await client.query(ImportOf, { id }, { requestPolicy: 'network-only' }).toPromise()
      const result = data?.bankStatementImport && readFragment(ImportResult_import, data.bankStatementImport)
      setNow(result ? { state: 'done', result } : { state: 'failed', fileName: file.name, reason: failureText(error) })
    } catch (error) {
      if (signal.aborted) return
      const reason = error instanceof UploadRefused ? error.message : text('files.notRead')
      setNow({ state: 'failed', fileName: file.name, reason })
    }
    onImported()
  }

  return { now, send }
}
