// Finds the sandbox of a request for nginx, as Mockplane itself does.

const name = /^[a-z0-9-]{1,63}$/;

function ofToken(token) {
  const at = token.lastIndexOf('~');
  if (at >= 0) return token.slice(at + 1);
  // A JWT that a sandbox has minted names it in the `kid` of its header.
  if (!token.startsWith('eyJ')) return undefined;
  const header = Buffer.from(token.split('.')[0], 'base64url').toString();
  const found = /"kid":"([^"]*)"/.exec(header);
  return found ? found[1] : undefined;
}

function find(r) {
  if (r.uri.startsWith('/_mockplane/')) {
    const parts = r.uri.split('/');
    return parts[2] === 'sandboxes' && parts[3] ? parts[3] : r.args.sandbox;
  }
  const sent = r.headersIn.Authorization || r.headersIn['x-api-key'];
  if (sent) return ofToken(sent.trim().split(/ +/).pop());
  // The token of a WebSocket comes later: its host is `my-db-my-org.NAME.sandbox.example.com`.
  const labels = (r.headersIn.Host || '').split('.');
  return labels[2] === 'sandbox' ? labels[1] : undefined;
}

function of(r) {
  const found = find(r);
  return typeof found === 'string' && name.test(found) ? found : 'default';
}

export default { of };
