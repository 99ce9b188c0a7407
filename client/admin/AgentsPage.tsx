import { Skeleton, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { graphql, readFragment } from '../gql/index.ts'
import { failureText } from '../network/failure.ts'
import { useRead } from '../network/useRead.ts'
import { useTexts } from '../texts/texts.ts'
import { Failed } from '../ui/Blank.tsx'
import { Page } from '../ui/Page.tsx'
import classes from './Admin.module.css'
import { AdminTabs } from './AdminTabs.tsx'
import { AgentRow, AgentRow_agent } from './AgentRow.tsx'
import { CreateAgent } from './CreateAgent.tsx'
import { OnlyAdministrators } from './OnlyAdministrators.tsx'

const Accounts = graphql(`
  query Accounts { agents(deactivated: true) { login name ...AgentRow_agent } }
`)

/** Everybody who has an account, and what an administrator may do to it. */
export function AgentsPage() {
  const t = useTexts()
  return (
    <OnlyAdministrators title={t('admin.title')}>
      <Agents />
    </OnlyAdministrators>
  )
}

function Agents() {
  const t = useTexts()
  const { data, error, retry } = useRead(Accounts, {})
  const [filter, setFilter] = useState('')
  const wanted = filter.trim().toLowerCase()
  const found = data?.agents.filter((agent) => `${agent.name} ${agent.login}`.toLowerCase().includes(wanted))
  const ended = data?.agents.filter((agent) => readFragment(AgentRow_agent, agent).deactivatedAt !== null).length ?? 0
  return (
    <Page
      title={t('admin.title')}
      about={
        data &&
        (ended > 0
          ? t('admin.accountsAndEnded', { count: data.agents.length - ended, ended })
          : t('admin.accounts', { count: data.agents.length }))
      }
      actions={<CreateAgent onCreated={retry} />}
    >
      <AdminTabs />
      <div className={classes.filters}>
        <TextInput
          type="search"
          aria-label={t('people.find')}
          placeholder={t('people.nameOrLogin')}
          leftSection={<IconSearch size={17} aria-hidden="true" />}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
        />
      </div>
      {!data && error && <Failed text={failureText(error)} onRetry={retry} />}
      {!data && !error && <Skeleton height={320} radius="lg" role="status" aria-label={t('admin.loadingAccounts')} />}
      {found?.length === 0 && <p role="status">{t('people.nobody')}</p>}
      <ul className={classes.list}>
        {found?.map((agent) => (
          <AgentRow key={agent.login} agent={agent} onChanged={retry} />
        ))}
      </ul>
    </Page>
  )
}
