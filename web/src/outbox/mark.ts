/** How the body of a command refers to a file that goes with it. */
export const attachmentMark = (key: string): string => `attachment:${key}`
