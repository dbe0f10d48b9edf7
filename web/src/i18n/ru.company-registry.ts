import type { Dictionary } from "./dictionaries";

export const companyRegistry: Pick<Dictionary, "companyRegistry"> = {
  companyRegistry: {
    status: "В госреестре",
    statuses: {
      active: "Действует",
      liquidating: "Ликвидируется",
      liquidated: "Ликвидирована",
      reorganizing: "Реорганизуется",
      bankrupt: "Банкротство",
      notFound: "Не найдена",
    },
    unknown: "Неизвестно",
    since: "с",
    checked: "проверено",
    verification: "Проверка",
    verifications: {
      unverified: "Не подтверждена",
      matched: "Совпадает с реестром",
      confirmed: "Подтверждена",
    },
    methods: { document: "документом", payment: "платежом" },
  },
};
