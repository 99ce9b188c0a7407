import { Modal } from '@mantine/core'
import classes from './Shortcuts.module.css'
import { shortcuts } from './shortcuts.ts'

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent)
const keyName = (key: string) => (key === 'Ctrl' && isMac ? '⌘' : key)

/** All that can be done by keys. */
export function Shortcuts({ opened, onClose }: { opened: boolean; onClose(): void }) {
  return (
    <Modal opened={opened} onClose={onClose} title="Keyboard shortcuts" closeButtonProps={{ 'aria-label': 'Close' }}>
      {shortcuts.map(({ about, keys }) => (
        <section key={about} aria-label={about}>
          <h3 className={classes.about}>{about}</h3>
          <dl className={classes.list}>
            {keys.map(({ keys: pressed, does }) => (
              <div key={does} className={classes.row}>
                <dt>
                  {pressed.map((key) => (
                    <kbd key={key} className={classes.key}>
                      {keyName(key)}
                    </kbd>
                  ))}
                </dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Modal>
  )
}
