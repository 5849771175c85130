/** The hostnames that replies show: those of the service, or the address of this server. */
export type Hostnames = 'service' | 'local';
