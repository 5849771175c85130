package main

import (
	"context"
	"os"

	"generated/client"
)

const organization, name = "my-org", "ogen"

type token struct{}

func (token) BearerAuth(context.Context, client.OperationName) (client.BearerAuth, error) {
	return client.BearerAuth{Token: os.Getenv("TOKEN")}, nil
}

func main() {
	ctx := context.Background()
	api, err := client.NewClient(os.Getenv("BASE_URL"), token{})
	check(err)
	isListed := func() bool {
		reply, err := api.ListDatabases(ctx, client.ListDatabasesParams{OrganizationSlug: organization})
		check(err)
		for _, database := range reply.(*client.ListDatabasesOK).Databases {
			if string(database.Name) == name {
				return true
			}
		}
		return false
	}
	request := client.CreateDatabaseRequest{Name: name, Group: client.NewOptString("default")}
	created, err := api.CreateDatabase(ctx, &request, client.CreateDatabaseParams{OrganizationSlug: organization})
	check(err)
	if _, ok := created.(*client.CreateDatabaseOK); !ok || !isListed() {
		panic("not created")
	}
	_, err = api.DeleteDatabase(ctx, client.DeleteDatabaseParams{OrganizationSlug: organization, DatabaseName: name})
	check(err)
	if isListed() {
		panic("not deleted")
	}
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
