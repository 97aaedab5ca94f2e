// A certified OpenID provider with the URLs of a tenant: discovery is under /identity, the issuer under
// /auth/realms/{uuid}, and an API under /api checks each token with the provider.
//
// Standard input: one line of JSON, {"methods": [...], "lifetime": seconds, "clients": [{"id", "secret"}, ...]}.
// The server ends when standard input ends, so that it does not continue after a killed test.
// Standard output: one line of JSON, {"port": number}, when the server is ready for requests.

import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';

import { Provider } from 'oidc-provider';

const REALM = '/auth/realms/7c9e6679-7425-40de-944b-e07fc1f90ae7';
const DISCOVERY = '/.well-known/openid-configuration';

const lines = createInterface({ input: process.stdin });
lines.once('close', () => process.exit());
const [line] = await once(lines, 'line');
const { methods, lifetime, clients } = JSON.parse(line);

const server = createServer();
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address();

// RFC 6749 (appendix A.2) allows only printable ASCII in a secret, and the provider registers no other secret.
// The hash of any other secret is registered instead; the provider has a hook for hashed secrets.
const isPrintableAscii = (secret) => /^[\x20-\x7E]*$/.test(secret);
const hash = (secret) => createHash('sha256').update(secret).digest('base64url');

const provider = new Provider(`http://127.0.0.1:${port}${REALM}`, {
  clients: clients.map(({ id, secret }) => ({
    client_id: id,
    client_secret: isPrintableAscii(secret) ? secret : hash(secret),
    token_endpoint_auth_method: methods[0],
    grant_types: ['client_credentials'],
    response_types: [],
    redirect_uris: [],
  })),
  clientAuthMethods: methods,
  features: {
    clientCredentials: { enabled: true },
    devInteractions: { enabled: false },
    introspection: { enabled: true, allowedPolicy: (_ctx, client, token) => client.clientId === token.clientId },
  },
  routes: {
    token: '/protocol/openid-connect/token',
    introspection: '/protocol/openid-connect/token/introspect',
    jwks: '/protocol/openid-connect/certs',
  },
  ttl: { ClientCredentials: lifetime },
});

const hashed = new Set(clients.filter(({ secret }) => !isPrintableAscii(secret)).map(({ id }) => id));
const compare = provider.Client.prototype.compareClientSecret;
provider.Client.prototype.compareClientSecret = function compareClientSecret(given) {
  return compare.call(this, hashed.has(this.clientId) ? hash(given) : given);
};

const issued = [];
provider.on('client_credentials.saved', (token) => issued.push(token));
provider.on('server_error', (_ctx, error) => console.error(error));

const send = (response, status, body, headers = {}) => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
};

// Accepts a request with a valid token. Returns the client of the token and the request body.
async function api(request, response) {
  const body = await text(request);
  const [scheme, value] = (request.headers.authorization ?? '').split(' ');
  const token = scheme === 'Bearer' ? await provider.ClientCredentials.find(value) : undefined;
  if (!token?.isValid) {
    send(response, 401, { error: 'invalid_token' }, { 'www-authenticate': 'Bearer error="invalid_token"' });
    return;
  }
  send(response, 200, { client: token.clientId, body });
}

// POST /control/revoke revokes all tokens; GET /control/issued returns the number of issued tokens.
async function control(request, response) {
  if (request.method === 'POST' && request.url === '/control/revoke') {
    await Promise.all(issued.map((token) => token.destroy()));
  } else if (request.method !== 'GET' || request.url !== '/control/issued') {
    send(response, 404, {});
    return;
  }
  send(response, 200, issued.length);
}

// The provider is mounted below its realm. When it writes URLs, it takes this prefix from `originalUrl`.
const provide = provider.callback();
function mounted(request, response, path) {
  request.originalUrl = REALM + path;
  request.url = path;
  return provide(request, response);
}

server.on('request', async (request, response) => {
  try {
    const { url } = request;
    if (url === `/identity${DISCOVERY}`) await mounted(request, response, DISCOVERY);
    else if (url.startsWith(`${REALM}/`)) await mounted(request, response, url.slice(REALM.length));
    else if (url.startsWith('/api/')) await api(request, response);
    else if (url.startsWith('/control/')) await control(request, response);
    else send(response, 404, {});
  } catch (error) {
    console.error(error);
    response.destroy();
  }
});

console.log(JSON.stringify({ port }));
