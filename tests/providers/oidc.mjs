// A real OpenID provider on loopback. It is told on one line of standard input whom it knows, and says "ready".
import Provider from "oidc-provider";
import { createInterface } from "node:readline";

const told = JSON.parse(await new Promise((done) => createInterface({ input: process.stdin }).once("line", done)));
const { port, clients, account } = told;
const issuer = `http://localhost:${port}`;

const provider = new Provider(issuer, {
  clients,
  claims: { openid: ["sub"], profile: ["https://id.oidc.se/claim/orgAffiliation", "name", "email", "title"] },
  acrValues: ["http://id.elegnamnden.se/loa/1.0/loa3"],
  features: { devInteractions: { enabled: false } },
  pkce: { required: () => true },
  cookies: { keys: ["only for tests"] },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  conformIdTokenClaims: Boolean(told.inUserinfo),
  findAccount: () => ({ accountId: account.sub, claims: () => account }),
});

// Whoever comes is signed in there already, as at a workplace.
provider.use(async (ctx, next) => {
  if (!ctx.path.startsWith("/interaction/")) {
    return next();
  }
  const { params, session } = await provider.interactionDetails(ctx.req, ctx.res);
  const grant = new provider.Grant({ accountId: session?.accountId ?? account.sub, clientId: params.client_id });
  grant.addOIDCScope(params.scope);
  const consent = { grantId: await grant.save() };
  const login = { accountId: account.sub, acr: account.acr };
  await provider.interactionFinished(ctx.req, ctx.res, { login, consent });
});

provider.listen(port, "127.0.0.1", () => process.stdout.write("ready\n"));
