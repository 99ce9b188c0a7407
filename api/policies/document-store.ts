import type { DbClient } from '../db/db.ts'
import type { DocumentLanguage } from './document-texts.ts'

export type DocumentKey = { policy: string; language: DocumentLanguage }

export async function findDocument(sql: DbClient, { policy, language }: DocumentKey): Promise<Buffer | null> {
  const [row] = await sql<{ content: Buffer }[]>`
    select content from policy_document where policy = ${policy} and language = ${language}`
  return row?.content ?? null
}

/** Does nothing where there is one. */
export async function insertDocument(sql: DbClient, key: DocumentKey, content: Buffer, madeAt: Date): Promise<void> {
  await sql`insert into policy_document ${sql({ ...key, content, madeAt })} on conflict do nothing`
}
