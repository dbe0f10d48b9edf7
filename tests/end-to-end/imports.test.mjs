// People are invited from a file, and each line is reported on.
import { strict as assert } from "node:assert";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { open, overflow, picture } from "./support/browser.mjs";
import { companyOf, join, newPerson, register } from "./support/journeys.mjs";
import { data } from "./support/platform.mjs";

const looks = [
  { name: "ru-dark-phone", locale: "ru-RU", colorScheme: "dark", viewport: { width: 390, height: 844 }, isMobile: true },
  { name: "en-light-desktop", locale: "en-GB", colorScheme: "light", viewport: { width: 1280, height: 800 } },
  { name: "ru-light-desktop", locale: "ru-RU", colorScheme: "light", viewport: { width: 1280, height: 800 } },
  { name: "en-dark-phone", locale: "en-GB", colorScheme: "dark", viewport: { width: 390, height: 844 }, isMobile: true },
];

for (const { name, ...settings } of looks) {
  test(`Import_InvitesThoseOfAFileAndSaysWhatWasRefused_${name}`, async () => {
    const russian = settings.locale === "ru-RU";
    const { page, close } = await opened(settings);
    const company = await companyOf(page, "ООО «Северный чай»");
    limitSeats(company, 4);
    await page.goto(`${company}/members`);
    await page.getByText(russian ? "Занято мест: 1 из 4" : "Seats taken: 1 of 4").waitFor();
    await page.getByText(russian ? "Пригласить по файлу" : "Invite from a file").click();
    const people = [newPerson().email, newPerson().email, newPerson().email, newPerson().email];
    const file = ["email;role", `${people[0]};member`, "nobody;member", `${people[1]};boss`, `${people[1]};admin`, `${people[2]};member`, `${people[3]};member`, ""].join("\r\n");

    await send(page, russian, file);

    await page.getByText(russian ? "Файл обработан." : "The file is done.").waitFor();
    await page.getByText(russian ? "Приглашено: 3. Уже есть: 0. Отказано: 3." : "Invited: 3. Already there: 0. Refused: 3.").waitFor();
    const refused = await page.getByRole("list", { name: russian ? "В чём отказано" : "What was refused" }).innerText();
    assert.match(refused, russian ? /Строка 3 · nobody\s+Это не адрес/ : /Line 3 · nobody\s+This is no e-mail address/);
    assert.match(refused, russian ? /Роль должна быть/ : /The role must be/);
    assert.match(refused, russian ? /Все места компании заняты/ : /All seats of the company are taken/);
    // The page behind it follows.
    await page.getByText(russian ? "Занято мест: 4 из 4" : "Seats taken: 4 of 4").waitFor();
    await page.getByText(people[2], { exact: true }).waitFor();
    assert.equal(await overflow(page), 0);
    await picture(page, `import-${name}`, { fullPage: true });

    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: russian ? "Сохранить отчёт" : "Save the report" }).click();
    const saved = readFileSync(await (await download).path(), "utf8");
    assert.equal(saved.split("\r\n").length, 8);
    assert.ok(saved.includes(russian ? `"2";"${people[0]}";"invited";""` : `"2","${people[0]}","invited",""`), saved);

    await send(page, russian, file);
    await page.getByText(russian ? "Приглашено: 0. Уже есть: 3. Отказано: 3." : "Invited: 0. Already there: 3. Refused: 3.").waitFor();
    await close();
  });
}

test("Import_SaysWhatIsWrongWithTheFileAsAWhole", async () => {
  const { page, context } = await opened();
  const company = await companyOf(page, "Northern Tea");
  await page.goto(`${company}/members`);
  await page.getByText("Invite from a file").click();
  await page.getByRole("button", { name: "Send invitations" }).click();
  await page.getByText("Choose a file with at least one line below its header.").waitFor();

  await send(page, false, "name,telephone\nAnna,7\n");
  await page.getByText("The first line must name the columns email and role.").waitFor();
  await picture(page, "import-refused", { fullPage: true });

  await send(page, false, `email,role\n"${newPerson().email},member\n${"x".repeat(3000)}`);
  await page.getByText("The file was not read to its end.").waitFor();
  await page.getByText("A cell is too long, or a quotation mark is not closed.").waitFor();
  // Without a look at its console, where the browser itself writes of the answer that refuses.
  await context.close();
});

test("Import_IsForWhoMayInviteAndForOurOwnPages", async () => {
  const owner = await opened();
  const company = await companyOf(owner.page, "Kept Ltd");
  const member = await open();
  await join(owner.page, member.page, company, await register(member.page, newPerson("Mikhail Member")));
  const path = `${company}/invitations/import`;
  const body = { headers: { "Content-Type": "text/csv", Origin: new URL(company).origin }, data: "email,role\n" };

  await member.page.goto(`${company}/members`);
  await member.page.getByText("Mikhail Member").first().waitFor();
  assert.equal(await member.page.getByText("Invite from a file").count(), 0);
  assert.equal((await member.context.request.post(path, body)).status(), 403);
  assert.equal((await owner.context.request.post(path, { ...body, headers: { ...body.headers, Origin: "https://elsewhere.example" } })).status(), 403);
  assert.equal((await fetch(path, { method: "POST", headers: body.headers, body: body.data })).status, 401);
  assert.equal(await (await owner.context.request.post(path, body)).text().then((t) => JSON.parse(t).outcome), "finished");
  await member.close();
  await owner.close();
});

async function opened(settings) {
  const browser = await open(settings);
  await register(browser.page);
  return browser;
}

async function send(page, russian, text) {
  await page.locator("[name=file]").setInputFiles({ name: "people.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  await page.getByRole("button", { name: russian ? "Отправить приглашения" : "Send invitations", exact: true }).click();
}

/** As the operator's command does, which the running platform lets at no database of its own. */
function limitSeats(company, seats) {
  const script = "import sqlite3,sys; c=sqlite3.connect(sys.argv[1],timeout=30); c.execute('update companies set seats=? where lower(id)=?',(int(sys.argv[2]),sys.argv[3])); c.commit()";
  execFileSync("python3", ["-c", script, `${data}/company.db`, String(seats), company.split("/").at(-1)]);
}
