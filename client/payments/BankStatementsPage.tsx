import { useState } from 'react'
import { AdminTabs } from '../admin/AdminTabs.tsx'
import { OnlyAdministrators } from '../admin/OnlyAdministrators.tsx'
import { useTexts } from '../texts/texts.ts'
import { Page } from '../ui/Page.tsx'
import { StatementImports } from './StatementImports.tsx'
import { UnmatchedLines } from './UnmatchedLines.tsx'
import { UploadStatement } from './UploadStatement.tsx'

/** Bank statements: a new one is imported, what was not booked is assigned, and earlier ones are listed. */
export function BankStatementsPage() {
  const t = useTexts()
  return (
    <OnlyAdministrators title={t('payments.bankStatements')}>
      <BankStatements />
    </OnlyAdministrators>
  )
}

function BankStatements() {
  const t = useTexts()
  const [imported, setImported] = useState(0)
  return (
    <Page title={t('payments.bankStatements')} about={t('payments.bankStatementsAbout')}>
      <AdminTabs />
      <UploadStatement onImported={() => setImported((count) => count + 1)} />
      <UnmatchedLines imported={imported} />
      <StatementImports imported={imported} />
    </Page>
  )
}
