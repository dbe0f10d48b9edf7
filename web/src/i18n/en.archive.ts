/** The texts of archiving a company, and of what can be done with an archived one. */
export const archive = {
  archive: {
    action: "Archive",
    lead: "An archived company is read-only, and its INN can be used again.",
    title: "Archive this company?",
    text: "{name} becomes read-only and leaves your active companies. Its INN can then be used again.",
    confirm: "Archive company",
    note: "This company is archived: it cannot be changed until it is restored.",
    restore: {
      action: "Restore",
      lead: "The company is in use again, with everything that it had.",
      title: "Restore this company?",
      text: "{name} takes its INN back and can be changed again.",
      confirm: "Restore company",
    },
    delete: {
      action: "Delete",
      lead: "For good, with its branches, roles and invitations. Other members have to be removed first.",
      title: "Delete this company for good?",
      text: "{name} cannot be brought back. Its branches, roles and invitations are deleted with it.",
      confirm: "Delete company",
      done: "The company has been deleted.",
    },
  },
};
