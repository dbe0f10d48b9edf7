import { strict as assert } from "node:assert";
import { test } from "node:test";
import { open, overflow, picture } from "./support/browser.mjs";
import { companyOf, invite, newPerson, register } from "./support/journeys.mjs";
import { linkOfNewestMail } from "./support/mails.mjs";
import { web } from "./support/platform.mjs";

test("Invite_WhoHasTheMailJoinsWithWhateverAccount", async () => {
  const owner = await open();
  await register(owner.page);
  const company = await companyOf(owner.page, "Northern Tea");
  const { email } = newPerson();
  await invite(owner.page, company, email);
  await owner.page.getByText(email).waitFor();
  await picture(owner.page, "company-invitations", { fullPage: true });
  await owner.page.locator("main [name=email]").fill(email);
  await owner.page.getByRole("button", { name: "Send invitation" }).click();
  await owner.page.getByText("There is an open invitation for this address.").waitFor();
  await owner.page.getByRole("button", { name: `Send the invitation to ${email} again` }).click();
  await owner.page.getByText("The mail was sent a moment ago.").waitFor();

  const guest = await open();
  await register(guest.page, newPerson("Boris"));
  await guest.page.goto(await linkOfNewestMail(email));
  await guest.page.getByRole("heading", { name: "Invitation to “Northern Tea”" }).waitFor();
  await picture(guest.page, "invitation");
  await guest.page.getByRole("button", { name: "Accept" }).click();
  await guest.page.getByText("You are a member of this company now.").waitFor();
  await guest.page.goto(await linkOfNewestMail(email));
  await guest.page.getByText("This invitation is not there").waitFor();
  await guest.close();

  await owner.page.goto(`${company}/members`);
  await owner.page.getByText("Boris").first().waitFor();
  await owner.close();
});

test("Invite_WhoeverRegistersWithTheAddressIsAMember", async () => {
  const owner = await open();
  await register(owner.page);
  const company = await companyOf(owner.page, "Waiting for Anna");
  const person = newPerson();
  await invite(owner.page, company, person.email);
  await owner.close();

  const guest = await open();
  await register(guest.page, person);
  for (const deadline = Date.now() + 60_000; ; ) {
    await guest.page.goto(`${web}/companies`);
    if ((await guest.page.locator("main table").getByText("Waiting for Anna").count()) > 0) break;
    assert.ok(Date.now() < deadline, "the person never became a member");
  }
  await guest.close();
});

test("Invitations_AreShownToTheirAddressAndCanBeDeclined", async () => {
  const guest = await open({ locale: "ru-RU", colorScheme: "dark", viewport: { width: 390, height: 844 } });
  const person = await register(guest.page);
  const owner = await open();
  await register(owner.page);
  const company = await companyOf(owner.page, "ООО «Северный чай»");
  await invite(owner.page, company, person.email);

  await guest.page.goto(`${web}/companies`);
  await guest.page.getByRole("heading", { name: "Вас приглашают" }).waitFor();
  await picture(guest.page, "companies-invited", { fullPage: true });
  await guest.page.getByRole("link", { name: "Приглашение: ООО «Северный чай»" }).click();
  await guest.page.getByRole("button", { name: "Отклонить" }).waitFor();
  assert.equal(await overflow(guest.page), 0);
  await picture(guest.page, "invitation-phone", { fullPage: true });
  await guest.page.getByRole("button", { name: "Отклонить" }).click();
  await guest.page.waitForURL(`${web}/companies`);
  assert.equal(await guest.page.getByText("Вас приглашают").count(), 0);
  await guest.close();

  await owner.page.goto(`${company}/members`);
  await owner.page.getByText("Nobody is invited at the moment.").waitFor();
  await owner.close();
});

test("Withdrawn_LeadsNowhere", async () => {
  const owner = await open();
  await register(owner.page);
  const company = await companyOf(owner.page, "Changed its mind");
  const { email } = newPerson();
  await invite(owner.page, company, email);
  await owner.page.getByRole("button", { name: `Withdraw the invitation of ${email}` }).click();
  await owner.page.getByText("The invitation has been withdrawn.").waitFor();
  await owner.page.goto(await linkOfNewestMail(email));
  await owner.page.getByText("This invitation is not there").waitFor();
  await owner.close();
});
