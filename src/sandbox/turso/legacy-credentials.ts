/** From the time before database tokens; the service still sends both, empty. */
export const legacyCredentials = { username: '', password: '' } as const;
