import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  agentRules: false,
  devIndicators: false,
  // Another lock file further up must not be taken for the root of this project.
  turbopack: { root: import.meta.dirname },
};

export default config;
