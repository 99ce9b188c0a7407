import { Button, Stack, Text, Title } from '@mantine/core'
import { Component, type ReactNode } from 'react'

/** Shows a page that says so instead of nothing when rendering fails. Drafts and messages on their way are kept. */
export class Crash extends Component<{ children: ReactNode }, { crashed: boolean }> {
  override state = { crashed: false }

  static getDerivedStateFromError() {
    return { crashed: true }
  }

  override render() {
    if (!this.state.crashed) return this.props.children
    return <Crashed />
  }
}

/** In place of a page or the whole app when it cannot go on. */
export function Crashed() {
  return (
    <Stack component="main" align="center" justify="center" h="100dvh" p="lg" role="alert">
      <Title order={1}>This page stopped working</Title>
      <Text c="var(--p-muted)">Nothing you sent is lost. Load the page again to go on.</Text>
      <Button onClick={() => location.reload()}>Load again</Button>
    </Stack>
  )
}
