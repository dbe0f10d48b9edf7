import type { CompanyStatus } from "@/api/generated/company";
import { currentDictionary } from "@/i18n/locale";
import { Badge } from "@/ui/badge";

export async function StatusBadge({ status }: { status: CompanyStatus }) {
  const { statuses } = (await currentDictionary()).companies;
  return <Badge tone={status === "active" ? "good" : "quiet"}>{statuses[status]}</Badge>;
}
