import "server-only";

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`The setting ${name} is missing; web/README.md lists the settings.`);
  return value;
}

function address(name: string): URL {
  const value = required(name);
  if (!URL.canParse(value)) throw new Error(`The setting ${name} is not a URL: ${value}`);
  return new URL(value);
}

/** Read when asked for, not when imported: a build needs no settings. */
export const settings = {
  /** Where the browser reaches this application. */
  get url() {
    return address("AUTH_URL");
  },
  get secret() {
    return required("AUTH_SECRET");
  },
  /** What the cookies' names begin with. */
  get cookieName() {
    return process.env.COOKIE_NAME || "saasplatform-web";
  },
  get issuer() {
    return address("AUTH_SAAS_ISSUER");
  },
  get clientId() {
    return required("AUTH_SAAS_ID");
  },
  get clientSecret() {
    return required("AUTH_SAAS_SECRET");
  },
  get companyApi() {
    return address("COMPANY_API_URL");
  },
  get userApi() {
    return address("USER_API_URL");
  },
  /** This application asks for no partner scope; the client is generated for those who build on it. */
  get partnerApi() {
    return address("PARTNER_API_URL");
  },
};
