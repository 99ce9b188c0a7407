import { NativeSelect, Skeleton, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import type { AuditAction } from '../gql/graphql.ts'
import { graphql } from '../gql/index.ts'
import { failureText } from '../network/failure.ts'
import { useRead } from '../network/useRead.ts'
import { useTexts } from '../texts/texts.ts'
import { Failed } from '../ui/Blank.tsx'
import { When } from '../ui/Moment.tsx'
import { Page } from '../ui/Page.tsx'
import { type PageProps, Pages } from '../ui/Pages.tsx'
import classes from './Admin.module.css'
import { AdminTabs } from './AdminTabs.tsx'
import { auditActions, auditSentence, isAuditAction } from './audit-sentence.ts'
import { OnlyAdministrators } from './OnlyAdministrators.tsx'

const AuditLog = graphql(`
  query AuditLog($actor: ID, $actions: [AuditAction!], $after: Cursor) {
    auditLog(actor: $actor, actions: $actions, first: 50, after: $after) {
      edges { node { id at action subject detail address actor { login name } } }
      pageInfo { hasNextPage endCursor }
    }
  }
`)

/** Who did what, the newest first. The filters stand in the address. */
export function AuditPage() {
  const t = useTexts()
  return (
    <OnlyAdministrators title={t('admin.audit')}>
      <Audit />
    </OnlyAdministrators>
  )
}

function Audit() {
  const t = useTexts()
  const [params, setParams] = useSearchParams()
  const asked = params.get('action') ?? ''
  const action = isAuditAction(asked) ? asked : null
  const [login, setLogin] = useState(params.get('by') ?? '')
  const [actor] = useDebouncedValue(login.trim(), 300)
  const change = (next: { action?: string; by?: string }) => {
    const wanted = { action: asked, by: login.trim(), ...next }
    setParams(Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== '')), { replace: true })
  }
  return (
    <Page title={t('admin.audit')} about={t('admin.auditAbout')}>
      <AdminTabs />
      <div className={classes.filters}>
        <NativeSelect
          aria-label={t('admin.whatWasDone')}
          data={[
            { value: '', label: t('notifications.everything') },
            ...auditActions.map((value) => ({ value, label: t(`audit.actions.${value}`) })),
          ]}
          value={action ?? ''}
          onChange={(event) => change({ action: event.currentTarget.value })}
        />
        <TextInput
          aria-label={t('admin.byWhom')}
          placeholder={t('admin.byWhomLogin')}
          autoCapitalize="none"
          spellCheck={false}
          value={login}
          onChange={(event) => {
            setLogin(event.currentTarget.value)
            change({ by: event.currentTarget.value.trim() })
          }}
        />
      </div>
      <Pages key={`${action} ${actor}`} label={t('ui.showOlder')}>
        {(page) => <Entries filter={{ action, actor: actor || null }} {...page} />}
      </Pages>
    </Page>
  )
}

type Filter = { action: AuditAction | null; actor: string | null }

function Entries({ filter: { action, actor }, after, next }: PageProps & { filter: Filter }) {
  const t = useTexts()
  const { data, error, retry } = useRead(AuditLog, { actor, actions: action && [action], after })
  if (!data && error) return <Failed text={failureText(error)} onRetry={retry} />
  if (!data) return <Skeleton height={320} radius="lg" role="status" aria-label={t('admin.loadingAudit')} />
  const { edges, pageInfo } = data.auditLog
  return (
    <>
      {edges.length === 0 && after === null && <p role="status">{t('admin.nothingDone')}</p>}
      <ul className={classes.list}>
        {edges.map(({ node }) => (
          <li key={node.id} className={classes.row}>
            <div className={classes.who}>
              <div>
                {auditSentence(node, (name) => (
                  <strong key="who">{name}</strong>
                ))}
              </div>
              <div className={classes.about}>
                {node.actor?.login} · <When at={node.at} />
              </div>
            </div>
          </li>
        ))}
      </ul>
      {next(pageInfo)}
    </>
  )
}
