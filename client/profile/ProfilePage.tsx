import { graphql } from '../gql/index.ts'
import { failureText } from '../network/failure.ts'
import { useRead } from '../network/useRead.ts'
import { useTexts } from '../texts/texts.ts'
import { Failed } from '../ui/Blank.tsx'
import { Page } from '../ui/Page.tsx'
import { NameForm } from './NameForm.tsx'
import { PasswordForm } from './PasswordForm.tsx'
import { PictureForm } from './PictureForm.tsx'
import { StatusForm } from './StatusForm.tsx'

const Profile = graphql(`
  query Profile { me { login name ...StatusForm_agent } }
`)

/** What others see of oneself, and the way in. */
export function ProfilePage() {
  const t = useTexts()
  const { data, error, retry } = useRead(Profile, {})
  return (
    <Page title={t('profile.title')} about={data?.me.login}>
      {!data && error && <Failed text={failureText(error)} onRetry={retry} />}
      {data && (
        <>
          <StatusForm agent={data.me} onSaved={retry} />
          <PictureForm login={data.me.login} name={data.me.name} />
          <NameForm name={data.me.name} onSaved={retry} />
          <PasswordForm />
        </>
      )}
    </Page>
  )
}
