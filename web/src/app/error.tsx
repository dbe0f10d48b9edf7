"use client";

import { ErrorView } from "@/ui/error-view";

export default ErrorView;
