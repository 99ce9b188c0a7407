/** Whether a message has nothing that ICU reads as more than text: no argument, no tag and no quote. */
export const isPlain = (message: unknown): message is string => typeof message === 'string' && !/[{}<']/.test(message)
