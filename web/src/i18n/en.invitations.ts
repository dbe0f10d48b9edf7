/** The texts about invitations, from both sides. */
export const invitations = {
  invitations: {
    title: "Invitations",
    none: "Nobody is invited at the moment.",
    email: "E-mail",
    role: "Role",
    invite: "Send invitation",
    sending: "Sending…",
    until: "Good until",
    expired: "Expired on",
    resend: "Send again",
    resendTo: "Send the invitation to {email} again",
    withdraw: "Withdraw",
    withdrawOf: "Withdraw the invitation of {email}",
    received: {
      title: "Invitation",
      listTitle: "You are invited",
      open: "Have a look",
      to: "Invitation to “{company}”",
      text: "{who} invites you to become a member of “{company}” (INN {inn}).",
      textOfSomebody: "You are invited to become a member of “{company}” (INN {inn}).",
      roles: "Your role: {roles}.",
      sentTo: "Sent to {email}.",
      accept: "Accept",
      decline: "Decline",
      goneTitle: "This invitation is not there",
      goneText:
        "It was accepted, declined or withdrawn, it has expired, or it is for another address. Ask whoever invited you to send it again.",
      toCompanies: "Your companies",
    },
  },
};
