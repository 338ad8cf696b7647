// A real SAML 2.0 identity provider on loopback. It is told on one line of standard input whom it knows, and says "ready".
import express from "express";
import samlp from "samlp";
import { createInterface } from "node:readline";

const told = JSON.parse(await new Promise((done) => createInterface({ input: process.stdin }).once("line", done)));
const { port, issuer, cert, key, audience, answersAt, attributes } = told;

class Attributes {
  getClaims() {
    return attributes;
  }
  getNameIdentifier() {
    return { nameIdentifier: "x", nameIdentifierFormat: "urn:oasis:names:tc:SAML:2.0:nameid-format:transient" };
  }
}
Attributes.prototype.metadata = [];

const app = express();
// ?wrong={"signAssertion": false} makes an answer that must be refused.
app.get("/sso", (request, response, next) => {
  samlp.auth({
    issuer,
    cert,
    key,
    profileMapper: function () {
      return new Attributes();
    },
    audience,
    recipient: answersAt,
    destination: answersAt,
    lifetimeInSeconds: 300,
    signatureAlgorithm: "rsa-sha256",
    digestAlgorithm: "sha256",
    getUserFromRequest: () => ({ id: "x" }),
    getPostURL: (_audience, _request, _req, done) => done(null, answersAt),
    ...JSON.parse(request.query.wrong ?? "{}"),
  })(request, response, next);
});
app.listen(port, "127.0.0.1", () => process.stdout.write("ready\n"));
