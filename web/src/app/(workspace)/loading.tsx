import { currentDictionary } from "@/i18n/locale";
import { Skeleton } from "@/ui/skeleton";

export default async function Loading() {
  return <Skeleton label={(await currentDictionary()).states.loading} />;
}
