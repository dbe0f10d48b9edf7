/** What the state register says of a company, and who vouches for it. */
export const companyRegistry = {
  companyRegistry: {
    status: "In the state register",
    statuses: {
      active: "In force",
      liquidating: "Being liquidated",
      liquidated: "Liquidated",
      reorganizing: "Being merged or transformed",
      bankrupt: "Bankrupt",
      notFound: "Not found",
    },
    unknown: "Not known",
    since: "since",
    checked: "checked",
    verification: "Verification",
    verifications: {
      unverified: "Not verified",
      matched: "Matches the register",
      confirmed: "Confirmed",
    },
    methods: { document: "by a document", payment: "by a payment" },
  },
};
