import { describe, expect, it } from "vitest";
import { addressRefusal, isNetwork } from "./address-networks";
import { routingKeyProblem, webhookAddressProblem, webhookOrigin } from "./webhook-address";

const nowhere = { allowedNetworks: [], allowsLoopback: false };

describe("the address of a webhook", () => {
  it("is a web address without a password", () => {
    for (const address of ["https://hooks.example.com/a?b=c", "https://[2001:db8::1]:8443/", "http://localhost:1234/"])
      expect(webhookAddressProblem(address), address).toBeNull();
    for (const address of ["hooks.example.com", "ftp://example.com", "https://user:secret@example.com", "javascript:1"])
      expect(webhookAddressProblem(address), address).not.toBeNull();
    expect(webhookAddressProblem(`https://example.com/${"a".repeat(1000)}`)).toContain("1,000");
  });

  it("is shown without its path", () => {
    expect(webhookOrigin("https://Hooks.Example.com:443/services/secret?token=a")).toBe("https://hooks.example.com");
  });

  it("ends with a key where the format is PagerDuty's, and nowhere else", () => {
    expect(
      routingKeyProblem("https://events.pagerduty.com/v2/change/enqueue#0123456789abcdef", "pagerduty"),
    ).toBeNull();
    expect(routingKeyProblem("https://events.pagerduty.com/v2/change/enqueue", "pagerduty")).not.toBeNull();
    expect(routingKeyProblem("https://example.com/#a", "slack")).not.toBeNull();
    expect(routingKeyProblem("https://example.com/", "slack")).toBeNull();
  });
});

describe("where it may lead", () => {
  const privateOnes = [
    ...["10.1.2.3", "172.16.0.1", "192.168.1.1", "127.0.0.1", "0.0.0.0", "169.254.169.254", "100.100.100.200"],
    ...["192.0.0.192", "168.63.129.16", "224.0.0.1", "255.255.255.255", "240.0.0.1"],
    ...["::1", "::", "fe80::1", "fd00:ec2::254", "ff02::1", "::ffff:10.0.0.1", "::ffff:7f00:1", "64:ff9b::a00:1"],
    ...["2002:a00:1::", "not an address"],
  ];
  it.each(privateOnes)("is not %s, unless that is allowed", (address) => {
    expect(addressRefusal("https:", [address], nowhere)).not.toBeNull();
    expect(addressRefusal("https:", ["93.184.216.34", address], nowhere)).not.toBeNull();
  });

  it.each(["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:93.184.216.34"])("is %s", (address) => {
    expect(addressRefusal("https:", [address], nowhere)).toBeNull();
    expect(addressRefusal("http:", [address], nowhere)).not.toBeNull();
  });

  it("is a private network that the operator allows, by http too, and no other", () => {
    const rules = { allowedNetworks: ["10.20.0.0/16", "fd00:20::/32"], allowsLoopback: false };
    for (const protocol of ["https:", "http:"]) {
      expect(addressRefusal(protocol, ["10.20.3.4", "fd00:20::1"], rules)).toBeNull();
      expect(addressRefusal(protocol, ["10.21.3.4"], rules)).not.toBeNull();
      expect(addressRefusal(protocol, ["10.20.3.4", "10.21.3.4"], rules)).not.toBeNull();
    }
  });

  it("is this machine in a demonstration, and nothing else that is private", () => {
    const demonstration = { allowedNetworks: [], allowsLoopback: true };
    for (const address of ["127.0.0.1", "127.9.9.9", "::1"])
      expect(addressRefusal("http:", [address], demonstration)).toBeNull();
    for (const address of ["10.0.0.1", "169.254.169.254", "0.0.0.0"])
      expect(addressRefusal("http:", [address], demonstration)).not.toBeNull();
  });

  it("is somewhere", () => {
    expect(addressRefusal("https:", [], nowhere)).toContain("nowhere");
  });

  it("is allowed by networks alone", () => {
    expect(["10.0.0.0/8", "fd00::/8"].every(isNetwork)).toBe(true);
    expect(["10.0.0.0", "10.0.0.0/33", "all", "::/129"].some(isNetwork)).toBe(false);
  });
});
