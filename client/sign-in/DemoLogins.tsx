import { UnstyledButton } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { DemoLoginsQuery } from '../gql/graphql.ts'
import { graphql } from '../gql/index.ts'
import { Avatar } from '../people/Avatar.tsx'
import { logIn, sessionClient } from '../session/session.ts'
import { useTexts } from '../texts/texts.ts'
import classes from './SignIn.module.css'

const Demo = graphql(`query DemoLogins { demoLogins { login name password } }`)

/** While the server runs with its demo data: everybody one click away. Otherwise nothing at all. */
export function DemoLogins() {
  const t = useTexts()
  const [logins, setLogins] = useState<DemoLoginsQuery['demoLogins']>([])
  useEffect(() => {
    let left = false
    sessionClient
      .query(Demo, {})
      .toPromise()
      .then(({ data }) => !left && data && setLogins(data.demoLogins))
    return () => {
      left = true
    }
  }, [])
  if (logins.length === 0) return null
  return (
    <section className={classes.demo} aria-labelledby="demo-heading">
      <h2 id="demo-heading" className={classes.demoHeading}>
        {t('signIn.demo')}
      </h2>
      <ul className={classes.demoList}>
        {logins.map(({ login, name, password }) => (
          <li key={login}>
            <UnstyledButton className={classes.demoButton} onClick={() => logIn({ login, password })}>
              <Avatar login={login} name={name} size={34} />
              <span>
                <strong>{name}</strong>
                <span className={classes.demoLogin}>
                  {login} / {password}
                </span>
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </section>
  )
}
