const own = ["openid profile email offline_access", "companies.read companies.write", "users.read users.write"];

/** For a token that is for no company in particular. */
export const ownScopes = own.join(" ");

/** The same for a token of one company. */
export const companyScopes = `${ownScopes} organization`;
