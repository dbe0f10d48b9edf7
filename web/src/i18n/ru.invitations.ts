import type { Dictionary } from "./dictionaries";

export const invitations: Pick<Dictionary, "invitations"> = {
  invitations: {
    title: "Приглашения",
    none: "Сейчас никто не приглашён.",
    email: "Электронная почта",
    role: "Роль",
    invite: "Отправить приглашение",
    sending: "Отправляем…",
    until: "Действует до",
    expired: "Истекло",
    resend: "Отправить ещё раз",
    resendTo: "Отправить приглашение для {email} ещё раз",
    withdraw: "Отозвать",
    withdrawOf: "Отозвать приглашение для {email}",
    received: {
      title: "Приглашение",
      listTitle: "Вас приглашают",
      open: "Посмотреть",
      to: "Приглашение: {company}",
      text: "{who} приглашает вас стать участником компании {company} (ИНН {inn}).",
      textOfSomebody: "Вас приглашают стать участником компании {company} (ИНН {inn}).",
      roles: "Ваша роль: {roles}.",
      sentTo: "Отправлено на {email}.",
      accept: "Принять",
      decline: "Отклонить",
      goneTitle: "Такого приглашения нет",
      goneText:
        "Его приняли, отклонили или отозвали, срок истёк, или оно для другого адреса. Попросите того, кто вас пригласил, отправить его ещё раз.",
      toCompanies: "Ваши компании",
    },
  },
};
