import { Button, Drawer } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconUsers } from '@tabler/icons-react'
import classes from './People.module.css'
import { PeopleList } from './PeopleList.tsx'
import { usePeople } from './PeopleProvider.tsx'

/** Where there is no room for the panel: how many are online, and the list in a drawer. */
export function PeopleButton() {
  const [opened, { open, close }] = useDisclosure()
  const { online } = usePeople()
  return (
    <div className={classes.narrowOnly}>
      <Button variant="default" size="compact-md" leftSection={<IconUsers size={16} />} onClick={open}>
        {online} online
      </Button>
      <Drawer
        opened={opened}
        onClose={close}
        position="bottom"
        title="People"
        size="auto"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <PeopleList />
      </Drawer>
    </div>
  )
}
