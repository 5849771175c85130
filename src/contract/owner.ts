/** The user that the server's own token stands for: the one that the contract's examples tell of. */
export const owner = 'octocat';
