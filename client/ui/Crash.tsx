import { Button, Stack, Text, Title } from '@mantine/core'
import { Component, type ReactNode } from 'react'

/** The last resort: a mistake of ours shows a page that says so instead of nothing. Drafts and the outbox are kept. */
export class Crash extends Component<{ children: ReactNode }, { crashed: boolean }> {
  override state = { crashed: false }

  static getDerivedStateFromError() {
    return { crashed: true }
  }

  override render() {
    if (!this.state.crashed) return this.props.children
    return (
      <Stack component="main" align="center" justify="center" h="100dvh" p="lg" role="alert">
        <Title order={1}>This page stopped working</Title>
        <Text c="var(--p-muted)">Nothing you sent is lost. Load the page again to go on.</Text>
        <Button onClick={() => location.reload()}>Load again</Button>
      </Stack>
    )
  }
}
