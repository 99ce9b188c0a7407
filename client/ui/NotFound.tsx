import { Button } from '@mantine/core'
import { Link } from 'react-router'
import { Blank } from './Blank.tsx'
import { Page } from './Page.tsx'

export function NotFound() {
  return (
    <Page title="No such page">
      <Blank
        title="There is nothing at this address"
        action={
          <Button component={Link} to="/chat">
            Go to the chat
          </Button>
        }
      >
        The link may be old or mistyped.
      </Blank>
    </Page>
  )
}
